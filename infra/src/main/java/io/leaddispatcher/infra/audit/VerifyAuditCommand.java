package io.leaddispatcher.infra.audit;

import io.leaddispatcher.adapter.postgres.PostgresConfiguration;
import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.ChainVerdict;
import io.leaddispatcher.application.auditlog.VerifyAuditLog;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.settings.DispatcherSettings;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/**
 * Verifies the audit log of every workspace and says what it found, instead of serving anybody. It
 * is no configuration of the program itself, so no scan finds it.
 */
@Import({PostgresConfiguration.class, VerifyAuditLog.class})
@ComponentScan({
    "io.leaddispatcher.infra.database",
    "io.leaddispatcher.infra.identity",
    "io.leaddispatcher.infra.secret"
})
@EnableConfigurationProperties(DispatcherSettings.class)
public class VerifyAuditCommand {

    /** Asks for it on the command line. */
    public static final String ARGUMENT = "--verify-audit";

    /** A program that could not start ends with 1. */
    static final int BROKEN = 2;

    /** Answers the exit code: 0 when every log is intact. */
    public static int run(String... args) {
        SpringApplication application = new SpringApplication(VerifyAuditCommand.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        try (var context = application.run(args)) {
            return verify(context.getBean(Workspaces.class), context.getBean(VerifyAuditLog.class));
        }
    }

    @SuppressWarnings("SystemOut") // It is for the person, or the job, at the terminal.
    private static int verify(Workspaces workspaces, VerifyAuditLog verify) {
        List<ChainVerdict> verdicts =
                Objects.requireNonNull(
                        workspaces
                                .all()
                                .concatMap(tenant -> verify.handle(Caller.system(tenant)))
                                .doOnNext(verdict -> System.out.println(sentence(verdict)))
                                .collectList()
                                .block());
        boolean broken = verdicts.stream().anyMatch(ChainVerdict.Broken.class::isInstance);
        System.out.println(broken ? "The audit log is BROKEN." : "The audit log is intact.");
        return broken ? BROKEN : 0;
    }

    private static String sentence(ChainVerdict verdict) {
        return switch (verdict) {
            case ChainVerdict.Intact(var tenant, long entries, var head) ->
                    "tenant=%s status=intact entries=%d head=%s".formatted(tenant, entries, head);
            case ChainVerdict.Broken(var tenant, long number, String why) ->
                    "tenant=%s status=BROKEN first-broken=%d reason=\"%s\""
                            .formatted(tenant, number, why);
        };
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }
}
