package domain

// MessageChannel is a way to reach a person.
type MessageChannel string

// The channels. INBOX is the list inside the product.
const (
	ChannelInbox MessageChannel = "INBOX"
	ChannelEmail MessageChannel = "EMAIL"
	ChannelPush  MessageChannel = "PUSH"
)

// MessageChannels lists every channel.
func MessageChannels() []MessageChannel {
	return []MessageChannel{ChannelInbox, ChannelEmail, ChannelPush}
}

// Values lists the channels for the database's enum check.
func (MessageChannel) Values() []string { return valuesOf(MessageChannels()) }

// MessageStatus is how far a message is.
type MessageStatus string

// A message waits, is sent, or is given up until a person sends it again.
const (
	MessagePending  MessageStatus = "PENDING"
	MessageSent     MessageStatus = "SENT"
	MessageDead     MessageStatus = "DEAD"
	MessageCanceled MessageStatus = "CANCELED"
)

// MessageStatuses lists every state.
func MessageStatuses() []MessageStatus {
	return []MessageStatus{MessagePending, MessageSent, MessageDead, MessageCanceled}
}

// Values lists the states for the database's enum check.
func (MessageStatus) Values() []string { return valuesOf(MessageStatuses()) }

// Topic groups the messages that a person may switch off together.
type Topic string

// The topics. SECURITY cannot be switched off.
const (
	TopicOperations Topic = "OPERATIONS"
	TopicIdentity   Topic = "IDENTITY"
	TopicSecurity   Topic = "SECURITY"
	TopicPortfolio  Topic = "PORTFOLIO"
	TopicHouse      Topic = "HOUSE"
)

// Topics lists every topic.
func Topics() []Topic {
	return []Topic{TopicOperations, TopicIdentity, TopicSecurity, TopicPortfolio, TopicHouse}
}

// Values lists the topics for the database's enum check.
func (Topic) Values() []string { return valuesOf(Topics()) }

// Platform is the system of a telephone.
type Platform string

// The platforms of the app.
const (
	PlatformIOS     Platform = "IOS"
	PlatformAndroid Platform = "ANDROID"
)

// Platforms lists every platform.
func Platforms() []Platform { return []Platform{PlatformIOS, PlatformAndroid} }

// Values lists the platforms for the database's enum check.
func (Platform) Values() []string { return valuesOf(Platforms()) }
