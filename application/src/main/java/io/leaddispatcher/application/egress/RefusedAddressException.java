package io.leaddispatcher.application.egress;

import java.net.UnknownHostException;

/** A host that has an address that calls out must not reach. */
public final class RefusedAddressException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    public RefusedAddressException(String message) {
        super(message);
    }
}
