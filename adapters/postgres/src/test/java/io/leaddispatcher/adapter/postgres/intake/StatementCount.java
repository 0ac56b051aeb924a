package io.leaddispatcher.adapter.postgres.intake;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import reactor.core.publisher.Mono;

/** Counts the statements that the adapters send: each is a round trip. */
final class StatementCount implements BeanPostProcessor {

    final AtomicInteger sent = new AtomicInteger();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ConnectionFactory all && !(bean instanceof ConnectionPool)
                ? counted(all)
                : bean;
    }

    private ConnectionFactory counted(ConnectionFactory all) {
        return new ConnectionFactory() {
            @Override
            public Mono<Connection> create() {
                return Mono.from(all.create()).map(connection -> counted(connection));
            }

            @Override
            public ConnectionFactoryMetadata getMetadata() {
                return all.getMetadata();
            }
        };
    }

    private Connection counted(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        StatementCount.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("createStatement")) {
                                sent.incrementAndGet();
                            }
                            try {
                                return method.invoke(connection, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
