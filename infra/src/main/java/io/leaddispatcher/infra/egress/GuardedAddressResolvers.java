package io.leaddispatcher.infra.egress;

import io.leaddispatcher.application.egress.EgressGuard;
import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/** Makes Netty connect to the addresses that the guard has checked and to no other. */
final class GuardedAddressResolvers extends AddressResolverGroup<InetSocketAddress> {

    private final EgressGuard guard;
    private final Executor blocking;

    /**
     * @param blocking where names are looked up, off the event loop
     */
    GuardedAddressResolvers(EgressGuard guard, Executor blocking) {
        this.guard = guard;
        this.blocking = blocking;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new Guarded(executor);
    }

    private final class Guarded extends AbstractAddressResolver<InetSocketAddress> {

        Guarded(EventExecutor executor) {
            super(executor, InetSocketAddress.class);
        }

        /** Never: Netty leaves out the resolver for a host that is an address literal. */
        @Override
        protected boolean doIsResolved(InetSocketAddress address) {
            return false;
        }

        @Override
        protected void doResolve(InetSocketAddress target, Promise<InetSocketAddress> promise) {
            check(target, promise, List::getFirst);
        }

        @Override
        protected void doResolveAll(
                InetSocketAddress target, Promise<List<InetSocketAddress>> promise) {
            check(target, promise, all -> all);
        }

        private <T> void check(
                InetSocketAddress target,
                Promise<T> promise,
                Function<List<InetSocketAddress>, T> answer) {
            try {
                blocking.execute(() -> {
                    try {
                        promise.trySuccess(answer.apply(addressesOf(target)));
                    } catch (UnknownHostException | RuntimeException e) {
                        promise.tryFailure(e);
                    }
                });
            } catch (RejectedExecutionException e) {
                promise.tryFailure(e);
            }
        }

        private List<InetSocketAddress> addressesOf(InetSocketAddress target)
                throws UnknownHostException {
            List<InetAddress> checked = guard.resolve(target.getHostString(), target.getPort());
            return checked.stream()
                    .map(address -> new InetSocketAddress(address, target.getPort()))
                    .toList();
        }
    }
}
