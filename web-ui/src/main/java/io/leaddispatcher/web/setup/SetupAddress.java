package io.leaddispatcher.web.setup;

import org.springframework.http.server.reactive.ServerHttpRequest;

/** What the address of a request says. */
final class SetupAddress {

    private SetupAddress() {}

    /** From {@code /<kind>/…}, or {@code /set-up/<kind>/…}. */
    static SetupKind kind(ServerHttpRequest request) {
        return SetupKind.ofAddress(request.getPath().pathWithinApplication().value());
    }
}
