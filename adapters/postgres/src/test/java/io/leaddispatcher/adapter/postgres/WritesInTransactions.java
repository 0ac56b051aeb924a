package io.leaddispatcher.adapter.postgres;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Stands between the adapters and the pool and refuses each write that is not inside an explicit
 * transaction: behind an open BEGIN that somebody left, it would be acknowledged and lost.
 */
@Configuration(proxyBeanMethods = false)
public class WritesInTransactions {

    @Bean
    @Primary
    ConnectionFactory connectionsThatRefuseLonelyWrites(ConnectionPool pool) {
        return new Connections(pool);
    }

    private static final class Connections implements ConnectionFactory {

        // A tenant that is set outside a transaction is set for nobody, or for the next one.
        private static final List<String> WRITES =
                List.of(
                        "insert\\s+into\\b",
                        "update\\s+\\w+(\\s+\\w+)?\\s+set\\b",
                        "delete\\s+from\\b",
                        "for\\s+update\\b",
                        "set_config\\(");

        // Those that may write; a function that only reads says so.
        private static final String FUNCTIONS =
                """
                select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                 where n.nspname = 'public' and p.provolatile = 'v'
                """;

        private final ConnectionPool pool;
        private final Mono<Pattern> writes;

        Connections(ConnectionPool pool) {
            this.pool = pool;
            this.writes =
                    Mono.usingWhen(
                                    pool.create(),
                                    connection ->
                                            Flux.from(
                                                            connection
                                                                    .createStatement(FUNCTIONS)
                                                                    .execute())
                                                    .flatMap(
                                                            result -> result.map(Connections::name))
                                                    .map(name -> name + "\\(")
                                                    .concatWith(Flux.fromIterable(WRITES))
                                                    .collectList(),
                                    Connection::close)
                            .map(parts ->
                                    Pattern.compile(
                                            "\\b(" + String.join("|", parts) + ")",
                                            Pattern.CASE_INSENSITIVE))
                            .cache();
        }

        private static String name(io.r2dbc.spi.Readable row) {
            return Objects.requireNonNull(row.get(0, String.class));
        }

        @Override
        public Mono<Connection> create() {
            return writes.flatMap(
                    found -> pool.create().map(connection -> guarded(connection, found)));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return pool.getMetadata();
        }

        private static Connection guarded(Connection connection, Pattern writes) {
            return proxy(
                    Connection.class,
                    (_, method, arguments) -> {
                        Object result = call(method, connection, arguments);
                        return result instanceof Statement statement
                                        && writes.matcher((String) arguments[0]).find()
                                ? guarded(statement, connection, (String) arguments[0])
                                : result;
                    });
        }

        private static Statement guarded(Statement statement, Connection connection, String sql) {
            return proxy(
                    Statement.class,
                    (self, method, arguments) -> {
                        if (method.getName().equals("execute")) {
                            return execute(statement, connection, sql);
                        }
                        Object result = call(method, statement, arguments);
                        return result instanceof Statement ? self : result;
                    });
        }

        private static Publisher<? extends Result> execute(
                Statement statement, Connection connection, String sql) {
            return connection.isAutoCommit()
                    ? Flux.error(new IllegalStateException("a write outside a transaction: " + sql))
                    : statement.execute();
        }

        private static @Nullable Object call(
                Method method, Object target, Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static <T> T proxy(Class<T> type, InvocationHandler handler) {
            return type.cast(
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
