package io.leaddispatcher.infra.intake;

import io.leaddispatcher.application.lookup.AskForCompanies;
import io.leaddispatcher.application.lookup.Question;
import io.leaddispatcher.application.lookup.port.LookUpWork;
import io.leaddispatcher.application.signal.Emitter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * Asks CRMs for the companies of leads that wait, many at once and apart from all other work. What
 * it cannot take is not asked: those leads are routed when their time is up.
 */
final class LookUpRunner implements LookUpWork, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LookUpRunner.class);
    private static final int AT_ONCE = 64;
    private static final int WAITING = 1_024;

    private final AskForCompanies askForCompanies;
    private final Emitter<Question> wanted = Emitter.toOne(WAITING);
    private Disposable running = Disposables.disposed();

    LookUpRunner(AskForCompanies askForCompanies) {
        this.askForCompanies = askForCompanies;
    }

    @Override
    public void take(Question question) {
        if (!wanted.emit(question)) {
            LOG.warn(
                    "the company of lead {} of tenant {} was not asked for: too many are",
                    question.lead(),
                    question.tenant());
        }
    }

    @Override
    public void start() {
        running =
                wanted.words()
                        .flatMap(askForCompanies::handle, AT_ONCE)
                        .subscribe(
                                _ -> {},
                                error -> LOG.error("nobody asks for companies any more", error));
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
