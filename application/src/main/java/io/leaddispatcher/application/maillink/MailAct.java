package io.leaddispatcher.application.maillink;

import java.util.Arrays;
import java.util.Optional;

/** What a link in a mail is good for. */
public enum MailAct {
    ACCEPT('A'),
    DECLINE('D');

    private final char code;

    MailAct(char code) {
        this.code = code;
    }

    /** What stands for it in a link. */
    byte code() {
        return (byte) code;
    }

    static Optional<MailAct> of(byte code) {
        return Arrays.stream(values()).filter(act -> act.code() == code).findFirst();
    }
}
