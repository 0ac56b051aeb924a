package io.leaddispatcher.infra.egress;

import io.netty.resolver.AbstractAddressResolver;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Makes Netty connect to the addresses that the guard has checked and to no other. */
final class GuardedAddressResolvers extends AddressResolverGroup<InetSocketAddress> {

    private final CheckingEgressGuard guard;

    GuardedAddressResolvers(CheckingEgressGuard guard) {
        this.guard = guard;
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
            var _ =
                    guard.begin(target.getHostString(), target.getPort())
                            .whenComplete((checked, error) -> {
                                if (error == null) {
                                    promise.trySuccess(answer.apply(at(target, checked)));
                                } else {
                                    promise.tryFailure(cause(error));
                                }
                            });
        }
    }

    private static List<InetSocketAddress> at(InetSocketAddress target, List<InetAddress> checked) {
        return checked.stream()
                .map(address -> new InetSocketAddress(address, target.getPort()))
                .toList();
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error.getCause();
        return error instanceof CompletionException && cause != null ? cause : error;
    }
}
