package io.leaddispatcher.infra.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;

/** Turns a host into its addresses. */
@FunctionalInterface
interface NameLookup {

    InetAddress[] addressesOf(String host) throws UnknownHostException;

    /** Likewise; nobody waits in it where the look-up has threads of its own. */
    default CompletableFuture<InetAddress[]> begin(String host) {
        try {
            return CompletableFuture.completedFuture(addressesOf(host));
        } catch (UnknownHostException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
