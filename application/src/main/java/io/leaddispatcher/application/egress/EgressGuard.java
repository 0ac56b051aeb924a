package io.leaddispatcher.application.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Decides where a call out may go. Blocking, since name look-up is: call it off the event loop. */
public interface EgressGuard {

    /**
     * The checked addresses of a host that is to be called at a port, at least one; connect to
     * these and to no other. Fails closed.
     *
     * @throws RefusedAddressException of a host that calls out must not reach
     * @throws UnknownHostException likewise, when nobody knows the host now: a look-up that fails
     *     may be well a moment later
     */
    List<InetAddress> resolve(String host, int port) throws UnknownHostException;
}
