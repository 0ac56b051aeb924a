package io.leaddispatcher.adapter.email;

import io.leaddispatcher.application.egress.EgressGuard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that connect to the checked addresses of a host and to no other. TLS is laid over them
 * later and still proves the host's name.
 */
final class GuardedSocketFactory extends SocketFactory {

    private final EgressGuard egress;

    GuardedSocketFactory(EgressGuard egress) {
        this.egress = egress;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(egress);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(InetSocketAddress.createUnresolved(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host.getHostAddress(), port);
    }

    private static final class GuardedSocket extends Socket {

        private final EgressGuard egress;

        GuardedSocket(EgressGuard egress) {
            this.egress = egress;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress asked)) {
                throw new SocketException("no internet address");
            }
            // A socket that has failed to connect cannot try again: the first address has to do.
            InetAddress checked = egress.resolve(asked.getHostString(), asked.getPort()).getFirst();
            super.connect(new InetSocketAddress(checked, asked.getPort()), timeout);
        }
    }
}
