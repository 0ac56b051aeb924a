package io.leaddispatcher.adapter.postgres.connect;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.client.SSLMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the way to the database is encrypted, and how the server proves itself: the same for both
 * drivers.
 *
 * @param rootCertificate a file with the authorities to trust; null: those that Java trusts
 */
record DatabaseTls(SSLMode mode, @Nullable String rootCertificate) {

    static final DatabaseTls NONE = new DatabaseTls(SSLMode.DISABLE, null);

    private static final String MODE = "sslmode";
    private static final String ROOT = "sslrootcert";
    private static final ImmutableSet<String> PARAMETERS = ImmutableSet.of(MODE, ROOT);

    // Not 'allow' and 'prefer': whoever stands in between decides what they come to.
    private static final ImmutableMap<String, SSLMode> MODES =
            ImmutableMap.of(
                    "disable", SSLMode.DISABLE,
                    "require", SSLMode.REQUIRE,
                    "verify-ca", SSLMode.VERIFY_CA,
                    "verify-full", SSLMode.VERIFY_FULL);

    /** By the parameters of a database's URL. */
    static DatabaseTls of(Map<String, String> parameters) {
        for (String name : parameters.keySet()) {
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException(
                        "dispatcher.database.url has the parameter '%s', but only %s are known"
                                .formatted(name, PARAMETERS));
            }
        }
        String asked = parameters.getOrDefault(MODE, "disable");
        SSLMode mode = MODES.get(asked);
        if (mode == null) {
            throw new IllegalArgumentException(
                    "sslmode of dispatcher.database.url is '%s', but must be one of %s"
                            .formatted(asked, MODES.keySet()));
        }
        String root = parameters.get(ROOT);
        if (root != null && !mode.verifyCertificate()) {
            throw new IllegalArgumentException(
                    "sslrootcert of dispatcher.database.url has no effect without"
                            + " sslmode=verify-ca or verify-full");
        }
        return new DatabaseTls(mode, root);
    }

    /** What a JDBC URL ends with. */
    String jdbcParameters() {
        if (mode == SSLMode.DISABLE) {
            return "?sslmode=disable";
        }
        String trust =
                rootCertificate != null
                        ? "&sslrootcert="
                                + URLEncoder.encode(rootCertificate, StandardCharsets.UTF_8)
                        // Else the driver looks for a file in the home of whoever runs us.
                        : mode.verifyCertificate()
                                ? "&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory"
                                : "";
        return "?sslmode=" + word() + trust;
    }

    private String word() {
        return MODES.entrySet().stream()
                .filter(each -> each.getValue() == mode)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    PostgresqlConnectionConfiguration.Builder apply(
            PostgresqlConnectionConfiguration.Builder configuration) {
        configuration.sslMode(mode);
        if (mode == SSLMode.VERIFY_CA) {
            // Netty compares the host's name unless it is told not to.
            configuration.sslContextBuilderCustomizer(
                    context -> context.endpointIdentificationAlgorithm(null));
        }
        return rootCertificate == null ? configuration : configuration.sslRootCert(rootCertificate);
    }
}
