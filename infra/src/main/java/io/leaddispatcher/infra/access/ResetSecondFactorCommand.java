package io.leaddispatcher.infra.access;

import io.leaddispatcher.application.access.MembershipNews;
import io.leaddispatcher.application.access.port.People;
import io.leaddispatcher.application.audit.port.AuditTrail;
import io.leaddispatcher.application.secondfactor.ResetSecondFactor;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.infra.command.OneCommand;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Turns off the second factor of one person, and says what came of it. */
@Import(ResetSecondFactor.class)
public class ResetSecondFactorCommand {

    /** Asks for it on the command line; the address follows. */
    public static final String ARGUMENT = "--reset-second-factor=";

    static final int NOTHING_DONE = 1;

    /** Answers the exit code: 0 when it was on and is off. */
    public static int run(String email, String... args) {
        return OneCommand.run(
                ResetSecondFactorCommand.class,
                beans -> reset(beans.getBean(ResetSecondFactor.class), email),
                args);
    }

    @SuppressWarnings("SystemOut") // It is for the person at the terminal.
    private static int reset(ResetSecondFactor resetSecondFactor, String email) {
        return switch (Objects.requireNonNull(resetSecondFactor.handle(email).block())) {
            case ResetSecondFactor.Outcome.Off() -> {
                System.out.printf(
                        "The second factor of %s is off and their sessions are over; the audit log of each of their workspaces tells it.%n",
                        email);
                yield 0;
            }
            case ResetSecondFactor.Outcome.NotOn() -> {
                System.err.printf("No second factor of %s is on; nothing was done.%n", email);
                yield NOTHING_DONE;
            }
            case ResetSecondFactor.Outcome.Nobody() -> {
                System.err.printf("Nobody has the address %s; nothing was done.%n", email);
                yield NOTHING_DONE;
            }
        };
    }

    @Bean
    MembershipNews membershipNews(People people, AuditTrail trail, UnitOfWork unitOfWork) {
        return new MembershipNews(people, trail, unitOfWork);
    }
}
