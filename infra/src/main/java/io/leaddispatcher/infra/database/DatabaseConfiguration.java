package io.leaddispatcher.infra.database;

import io.leaddispatcher.adapter.postgres.connect.DatabaseAccess;
import io.leaddispatcher.application.transaction.HeavyReads;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.infra.command.OneCommand;
import io.leaddispatcher.infra.failure.CannotStartException;
import io.leaddispatcher.infra.secret.InstallationKey;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The external database when one is named, else the embedded one. A command uses that of a program
 * that runs on the data folder.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Ends the embedded server after everything that uses it. */
    @Bean
    Holder databaseHolder(
            DispatcherSettings settings, InstallationKey key, ObjectProvider<OneCommand> command) {
        String url = settings.database().url();
        if (url != null) {
            return new Holder(external(url, key), null);
        }
        var passwords = passwords(settings.dataDir());
        return command.stream()
                .flatMap(_ -> EmbeddedDatabase.running(settings.dataDir(), passwords).stream())
                .map(running -> new Holder(running, null))
                .findAny()
                .orElseGet(() -> {
                    var embedded = EmbeddedDatabase.start(settings.dataDir(), passwords);
                    return new Holder(embedded.access(), embedded);
                });
    }

    static UnaryOperator<String> passwords(Path dataDir) {
        return role -> InstallationKey.deriveFromFolder(dataDir, "database role " + role);
    }

    private static DatabaseAccess external(String url, InstallationKey key) {
        try {
            return DatabaseAccess.parse(url, key.derive("database application role"));
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(String.valueOf(e.getMessage()), e);
        }
    }

    @Bean
    DatabaseAccess databaseAccess(Holder holder) {
        return holder.access;
    }

    /** Together they have less than half of the connections. */
    @Bean
    HeavyReads heavyReads(
            UnitOfWork unitOfWork, @Value("${dispatcher.database.pool-size:16}") int connections) {
        return new HeavyReads(unitOfWork, Math.max(1, (connections - 1) / 2));
    }

    static final class Holder implements DisposableBean {
        private final DatabaseAccess access;
        private final @Nullable EmbeddedDatabase embedded;

        Holder(DatabaseAccess access, @Nullable EmbeddedDatabase embedded) {
            this.access = access;
            this.embedded = embedded;
        }

        @Override
        public void destroy() throws IOException {
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
