package io.leaddispatcher.application.connection;

/** A decrypted secret. Shows itself only to those who ask for it by name. */
public final class Secret {

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
