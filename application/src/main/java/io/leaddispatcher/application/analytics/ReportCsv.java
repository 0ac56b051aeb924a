package io.leaddispatcher.application.analytics;

import io.leaddispatcher.application.export.Csv;
import java.util.stream.Collectors;

/** A report as a table that people take along. */
public final class ReportCsv {

    private ReportCsv() {}

    /** What it is called where it is kept. */
    public static String fileName(ReportView report) {
        return "%s-by-%s.csv".formatted(report.report().word(), report.groupBy().word());
    }

    public static String of(ReportView report) {
        return report.table().stream().map(Csv::line).collect(Collectors.joining());
    }
}
