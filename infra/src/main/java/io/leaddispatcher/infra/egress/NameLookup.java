package io.leaddispatcher.infra.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host into its addresses. */
@FunctionalInterface
interface NameLookup {

    InetAddress[] addressesOf(String host) throws UnknownHostException;
}
