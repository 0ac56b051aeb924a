package io.leaddispatcher.adapter.postgres;

import io.leaddispatcher.adapter.postgres.connect.ConnectionPools;
import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.adapter.postgres.connect.Migrations;
import io.leaddispatcher.adapter.postgres.connect.TableSamples;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** PostgreSQL as the store of everything. Needs a {@link DatabaseAccess}. */
@Configuration
@ComponentScan
public class PostgresConfiguration {

    /** Migrates before the first connection is opened. */
    @Bean(destroyMethod = "dispose")
    ConnectionPool connectionPool(
            DatabaseAccess access, @Value("${dispatcher.database.pool-size:16}") int size) {
        new Migrations(access).run();
        new TableSamples(access).renewInBackground();
        return ConnectionPools.open(access, size);
    }

    @Bean
    DatabaseClient databaseClient(ConnectionFactory connections) {
        return DatabaseClient.create(connections);
    }

    @Bean
    ReactiveTransactionManager transactionManager(ConnectionFactory connections) {
        return new R2dbcTransactionManager(connections);
    }

    @Bean
    TransactionalOperator transactionalOperator(ReactiveTransactionManager transactions) {
        return TransactionalOperator.create(transactions);
    }
}
