package io.leaddispatcher.domain.dispatch;

/** Where a delivery goes. */
public record Address(Kind kind, String value) {

    /** What an address's value is. */
    public enum Kind {
        /** A Slack user id. */
        SLACK_USER(Channel.SLACK),
        /** An e-mail address under which Slack knows the user. */
        SLACK_USER_BY_EMAIL(Channel.SLACK),
        /** A Slack channel id. */
        SLACK_CHANNEL(Channel.SLACK),
        /**
         * The id of the delivery by which a message was posted that is to be changed; of one that
         * is to be emptied since its person was erased, and of which nothing else is kept, where
         * Slack has it.
         */
        SLACK_CARD(Channel.SLACK),
        EMAIL(Channel.EMAIL),
        /** The key of a rep: to each device on which the rep has allowed it. */
        PUSH_REP(Channel.PUSH),
        /** The key of a connection to a CRM. */
        CRM_CONNECTION(Channel.CRM),
        WEBHOOK_SUBSCRIPTION(Channel.WEBHOOK);

        private final Channel channel;

        Kind(Channel channel) {
            this.channel = channel;
        }

        public Channel channel() {
            return channel;
        }
    }

    public Address {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a blank address of kind " + kind);
        }
    }

    public Channel channel() {
        return kind.channel;
    }
}
