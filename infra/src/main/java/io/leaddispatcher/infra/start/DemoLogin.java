package io.leaddispatcher.infra.start;

import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.workspace.WorkspaceCharter;
import io.leaddispatcher.infra.secret.InstallationKey;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/**
 * The demo's workspace and the way into it. Its password is made of the installation's key: each
 * installation has its own, and the same at every start.
 */
@Component
public final class DemoLogin {

    /** The slug of the demo's workspace. */
    public static final String SLUG = "demo";

    static final String EMAIL = "owner@demo.example";

    private static final int PASSWORD_LENGTH = 12;

    private final InstallationKey key;

    DemoLogin(InstallationKey key) {
        this.key = key;
    }

    String password() {
        return key.derive("demo password").replaceAll("[_-]", "x").substring(0, PASSWORD_LENGTH);
    }

    public WorkspaceCharter charter() {
        return new WorkspaceCharter(
                SLUG,
                "Northwind Cloud",
                EMAIL,
                "Zoe Kim",
                new Secret(password()),
                null,
                ZoneId.of("Europe/Berlin"),
                true);
    }
}
