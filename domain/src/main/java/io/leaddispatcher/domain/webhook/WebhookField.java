package io.leaddispatcher.domain.webhook;

/** One property of an event's data. */
public record WebhookField(String name, Shape shape, boolean required) {

    /** What its value is in JSON. */
    public enum Shape {
        TEXT,
        NUMBER,
        LIST_OF_TEXT
    }

    static WebhookField required(String name) {
        return new WebhookField(name, Shape.TEXT, true);
    }

    static WebhookField requiredNumber(String name) {
        return new WebhookField(name, Shape.NUMBER, true);
    }

    static WebhookField optional(String name) {
        return new WebhookField(name, Shape.TEXT, false);
    }

    static WebhookField optionalNumber(String name) {
        return new WebhookField(name, Shape.NUMBER, false);
    }

    static WebhookField optionalList(String name) {
        return new WebhookField(name, Shape.LIST_OF_TEXT, false);
    }
}
