// A page as a front end with Relay writes it: a list that is paged, an object by its id, an act and its stream.
import { graphql } from 'relay-runtime';

export const list = graphql`
  fragment operations_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 20 }, cursor: { type: "String" })
  @refetchable(queryName: "operationsPageQuery") {
    operations(first: $count, after: $cursor) @connection(key: "operations_operations") {
      edges {
        node {
          id
          code
          ...operations_row
        }
      }
    }
  }
`;

export const row = graphql`
  fragment operations_row on Operation @refetchable(queryName: "operationsRowQuery") {
    status
    expiresAt
    pay {
      amount
      currency
    }
    availableActions {
      action
      allowed
    }
  }
`;

export const page = graphql`
  query operationsQuery {
    viewer {
      role
    }
    ...operations_list
  }
`;

export const cancel = graphql`
  mutation operationsCancelMutation($input: OperationCancelInput!) {
    operationCancel(input: $input) {
      userErrors {
        code
        message
        field
      }
      operation {
        ...operations_row
      }
    }
  }
`;

export const follow = graphql`
  subscription operationsFollowSubscription($after: EventCursor) {
    operationEvents(after: $after) {
      ... on Event {
        cursor
      }
      ... on OperationEvent {
        operation {
          ...operations_row
        }
      }
    }
  }
`;
