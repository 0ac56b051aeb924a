package io.leaddispatcher.application.analytics;

import io.leaddispatcher.application.export.Csv;
import java.util.stream.Collectors;

/** A report as a table that people take along. */
public final class ReportCsv {

    private ReportCsv() {}

    public static String of(ReportView report) {
        return report.table().stream().map(Csv::line).collect(Collectors.joining());
    }
}
