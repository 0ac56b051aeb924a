package io.leaddispatcher.infra.failure;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says on the terminal why the program does not start; the framework's own banner is silenced. */
final class PlainFailureReporter implements FailureAnalysisReporter {

    @Override
    @SuppressWarnings("SystemOut") // There may be no log to speak of yet.
    public void report(FailureAnalysis analysis) {
        StringBuilder text =
                new StringBuilder("Lead Dispatcher does not start: ")
                        .append(analysis.getDescription().strip());
        if (analysis.getAction() != null && !analysis.getAction().isBlank()) {
            text.append(System.lineSeparator()).append(analysis.getAction().strip());
        }
        System.err.println(text);
    }
}
