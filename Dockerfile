# syntax=docker/dockerfile:1
# The program in an image of its own: static, without a shell, as a user without rights.
#
#   docker build -t qoricash .
#   docker run -p 8080:8080 -e DATABASE_URL=... -e SECRET_KEY=... -e PUBLIC_URL=https://... -v qoricash:/data qoricash
#
# There is no PostgreSQL inside: `serve` needs DATABASE_URL here, and MIGRATE_DATABASE_URL for `migrate up`.

FROM golang:1.26-bookworm AS build
WORKDIR /src
# Modules change less often than sources, so they have a layer of their own.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# .git is in the context so that `qoricash version` knows the revision.
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=true -ldflags '-s -w' -o /out/qoricash ./cmd/qoricash \
    && mkdir -p /out/data

# It brings the certificates that database and mail servers are checked with, the time zone of Lima, and the user.
FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /out/qoricash /usr/local/bin/qoricash
# A volume takes the owner of the folder that it covers.
COPY --from=build --chown=65532:65532 /out/data /data
ENV APP_ENV=production \
    ADDR=:8080 \
    DATA_DIR=/data
VOLUME /data
# Metrics are at 127.0.0.1:9464, inside the container. A scraper on its network needs METRICS_ADDR=:9464; do not publish that port.
EXPOSE 8080
# The server drains its sockets on this signal; give it time: docker stop --time 30.
STOPSIGNAL SIGTERM
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/qoricash"]
CMD ["serve"]
