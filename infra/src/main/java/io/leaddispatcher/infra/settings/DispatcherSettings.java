package io.leaddispatcher.infra.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of an installation. Not a record: it holds secrets, and nothing should print them.
 *
 * @see <a href="../../../../../../../../docs/operations.md">docs/operations.md</a>
 */
@ConfigurationProperties("dispatcher")
public final class DispatcherSettings {

    private final Path dataDir;
    private final URI publicUrl;
    private final @Nullable String encryptionKey;
    private final boolean demo;
    private final Database database;
    private final Bootstrap bootstrap;
    private final Tokens tokens;
    private final Signup signup;
    private final WorkspaceDeletion workspaceDeletion;
    private final Queues queues;
    private final Metrics metrics;
    private final List<String> trustedProxies;

    public DispatcherSettings(
            @DefaultValue("./data") Path dataDir,
            @DefaultValue("http://localhost:8080") URI publicUrl,
            @Nullable String encryptionKey,
            @DefaultValue("false") boolean demo,
            @DefaultValue Database database,
            @DefaultValue Bootstrap bootstrap,
            @DefaultValue Tokens tokens,
            @DefaultValue Signup signup,
            @DefaultValue WorkspaceDeletion workspaceDeletion,
            @DefaultValue Queues queues,
            @DefaultValue Metrics metrics,
            @DefaultValue List<String> trustedProxies) {
        this.dataDir = dataDir.toAbsolutePath().normalize();
        this.publicUrl = publicUrl;
        this.encryptionKey =
                encryptionKey == null || encryptionKey.isBlank() ? null : encryptionKey;
        this.demo = demo;
        this.database = database;
        this.bootstrap = bootstrap;
        this.tokens = tokens;
        this.signup = signup;
        this.workspaceDeletion = workspaceDeletion;
        this.queues = queues;
        this.metrics = metrics;
        this.trustedProxies = List.copyOf(trustedProxies);
    }

    /** The embedded database and generated keys live here. */
    public Path dataDir() {
        return dataDir;
    }

    /** As browsers and hooks reach this installation. */
    public URI publicUrl() {
        return publicUrl;
    }

    /** Base64 of 32 bytes. */
    public @Nullable String encryptionKey() {
        return encryptionKey;
    }

    public boolean demo() {
        return demo;
    }

    public Database database() {
        return database;
    }

    public Bootstrap bootstrap() {
        return bootstrap;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Signup signup() {
        return signup;
    }

    public WorkspaceDeletion workspaceDeletion() {
        return workspaceDeletion;
    }

    public Queues queues() {
        return queues;
    }

    public Metrics metrics() {
        return metrics;
    }

    /** Addresses and networks of proxies that say whose request they pass on. */
    public List<String> trustedProxies() {
        return trustedProxies;
    }

    /** Leads that wait. */
    public static final class Queues {
        private final Duration ageing;

        public Queues(@DefaultValue("4h") Duration ageing) {
            this.ageing = ageing;
        }

        /** After how long a lead that waits counts one priority higher. */
        public Duration ageing() {
            return ageing;
        }
    }

    /** What the whole installation measures. */
    public static final class Metrics {
        private final @Nullable String token;

        public Metrics(@Nullable String token) {
            this.token = token == null || token.isBlank() ? null : token.strip();
        }

        /** By which it is read on the public port. */
        public @Nullable String token() {
            return token;
        }
    }

    /** Workspaces that their owners delete. */
    public static final class WorkspaceDeletion {
        private final Duration grace;

        public WorkspaceDeletion(@DefaultValue("7d") Duration grace) {
            this.grace = grace;
        }

        /** How long an owner can undo it. */
        public Duration grace() {
            return grace;
        }
    }

    /** Workspaces that people found themselves. */
    public static final class Signup {
        private final boolean enabled;

        public Signup(@DefaultValue("true") boolean enabled) {
            this.enabled = enabled;
        }

        /** Whether anybody may found one. */
        public boolean enabled() {
            return enabled;
        }
    }

    /** API tokens that people make. */
    public static final class Tokens {
        private final Duration maxAge;

        public Tokens(@DefaultValue("365d") Duration maxAge) {
            this.maxAge = maxAge;
        }

        /** How long one may live at most. */
        public Duration maxAge() {
            return maxAge;
        }
    }

    /** Which database. */
    public static final class Database {
        private final @Nullable String url;

        public Database(@Nullable String url) {
            this.url = url == null || url.isBlank() ? null : url;
        }

        /** Null: the embedded one. */
        public @Nullable String url() {
            return url;
        }
    }

    /** The first workspace, for automation. */
    public static final class Bootstrap {
        private final @Nullable String tenant;
        private final @Nullable String ownerEmail;
        private final @Nullable String ownerPassword;
        private final @Nullable String apiToken;

        public Bootstrap(
                @Nullable String tenant,
                @Nullable String ownerEmail,
                @Nullable String ownerPassword,
                @Nullable String apiToken) {
            this.tenant = blankToNull(tenant);
            this.ownerEmail = blankToNull(ownerEmail);
            this.ownerPassword = blankToNull(ownerPassword);
            this.apiToken = blankToNull(apiToken);
        }

        /** The slug of the workspace. */
        public @Nullable String tenant() {
            return tenant;
        }

        public @Nullable String ownerEmail() {
            return ownerEmail;
        }

        public @Nullable String ownerPassword() {
            return ownerPassword;
        }

        public @Nullable String apiToken() {
            return apiToken;
        }

        private static @Nullable String blankToNull(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }
}
