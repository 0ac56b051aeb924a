package io.leaddispatcher.web.connection;

import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.document.Key;
import io.leaddispatcher.domain.roster.RepKey;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What addresses and forms of these pages name. Whatever cannot be a key is not there: 404. */
final class ConnectionAddress {

    private ConnectionAddress() {}

    static ConnectionKey connection(@Nullable String sent) {
        return new ConnectionKey(key(sent));
    }

    static RepKey rep(String sent) {
        return new RepKey(key(sent));
    }

    private static String key(@Nullable String sent) {
        if (sent == null || !Key.isValid(sent)) {
            throw unknown();
        }
        return sent;
    }

    /** Of the document that was looked at; 0, which none has, for anything that is no number. */
    static long version(@Nullable String sent) {
        return sent != null && sent.matches("[0-9]{1,18}") ? Long.parseLong(sent) : 0;
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "no such connection or rep");
    }
}
