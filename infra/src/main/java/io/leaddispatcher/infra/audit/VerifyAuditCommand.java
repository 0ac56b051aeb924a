package io.leaddispatcher.infra.audit;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.auditlog.ChainVerdict;
import io.leaddispatcher.application.auditlog.VerifyAuditLog;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.infra.command.OneCommand;
import java.util.List;
import java.util.Objects;
import org.springframework.context.annotation.Import;

/** Verifies the audit log of every workspace and says what it found. */
@Import(VerifyAuditLog.class)
public class VerifyAuditCommand {

    /** Asks for it on the command line. */
    public static final String ARGUMENT = "--verify-audit";

    /** A program that could not start ends with 1. */
    static final int BROKEN = 2;

    /** Answers the exit code: 0 when every log is intact. */
    public static int run(String... args) {
        return OneCommand.run(
                VerifyAuditCommand.class,
                beans ->
                        verify(
                                beans.getBean(Workspaces.class),
                                beans.getBean(VerifyAuditLog.class)),
                args);
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
}
