package io.leaddispatcher.infra.failure;

import io.leaddispatcher.adapter.postgres.connect.UnusableDatabaseException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The database's own words, without our stack trace. */
final class UnusableDatabaseAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, UnusableDatabaseException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
