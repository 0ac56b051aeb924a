package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.intake.ImportLeads;
import io.leaddispatcher.web.document.FieldGuess;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.upload.CsvTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which column of a file is which field of a lead. */
final class ImportColumns {

    private static final int SAMPLES = 3;
    private static final String INPUT = "column-";
    private static final String SOURCE = "lead.source";
    private static final Set<String> NAMING = Set.of("contact.email", "contact.phone");

    private final LeadInputs inputs;
    private final CsvTable table;

    /** A path for each column; empty for one that is left out. */
    private final List<String> paths;

    /**
     * One column, as it is asked for.
     *
     * @param samples what stands in its first rows
     * @param problem what is wrong with the choice; null: nothing
     */
    record Column(
            String input,
            String name,
            List<String> samples,
            String path,
            @Nullable String problem) {
        Column {
            samples = List.copyOf(samples);
        }
    }

    private ImportColumns(LeadInputs inputs, CsvTable table, List<String> paths) {
        this.inputs = inputs;
        this.table = table;
        this.paths = List.copyOf(paths);
    }

    /**
     * By what the columns are called: as fields are here, or as others call theirs. Of two that
     * would be the same field, the first.
     */
    static ImportColumns guessed(LeadInputs inputs, CsvTable table) {
        Set<String> possible = new HashSet<>(inputs.paths());
        List<String> paths = new ArrayList<>();
        for (String name : table.columns()) {
            String path = inputs.pathOf(name);
            paths.add(possible.remove(path) ? path : "");
        }
        for (int place = 0; place < paths.size(); place++) {
            String guess = FieldGuess.of(table.columns().get(place));
            if (paths.get(place).isEmpty() && possible.remove(guess)) {
                paths.set(place, guess);
            }
        }
        return new ImportColumns(inputs, table, paths);
    }

    /** As somebody has chosen. */
    static ImportColumns chosen(LeadInputs inputs, CsvTable table, Map<String, String> sent) {
        Set<String> possible = Set.copyOf(inputs.paths());
        return new ImportColumns(
                inputs,
                table,
                IntStream.range(0, table.columns().size())
                        .mapToObj(place -> sent.getOrDefault(INPUT + place, ""))
                        .map(path -> possible.contains(path) ? path : "")
                        .toList());
    }

    List<Column> columns(Words words) {
        Set<String> taken = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (int place = 0; place < paths.size(); place++) {
            String path = paths.get(place);
            boolean twice = !path.isEmpty() && !taken.add(path);
            columns.add(
                    new Column(
                            INPUT + place,
                            table.columns().get(place),
                            samples(place),
                            path,
                            twice ? words.say("lead.import.twice") : null));
        }
        return columns;
    }

    private List<String> samples(int column) {
        return table.rows().stream()
                .map(row -> row.cell(column))
                .filter(cell -> !cell.isEmpty())
                .distinct()
                .limit(SAMPLES)
                .toList();
    }

    /** Whether a lead can come of a row: no field is there twice, and someone can be told by it. */
    boolean isWhole() {
        return namesSomebody() && isEachOnce();
    }

    /** Whether rows may name their own source. */
    boolean haveSource() {
        return paths.contains(SOURCE);
    }

    boolean namesSomebody() {
        return paths.stream().anyMatch(NAMING::contains);
    }

    private boolean isEachOnce() {
        List<String> chosen = paths.stream().filter(path -> !path.isEmpty()).toList();
        return Set.copyOf(chosen).size() == chosen.size();
    }

    /**
     * The rows as leads.
     *
     * @param source of those whose row names none
     */
    List<ImportLeads.Row> rows(String source) {
        return table.rows().stream()
                .map(row -> new ImportLeads.Row(row.number(), body(row, source)))
                .toList();
    }

    private Map<String, Object> body(CsvTable.Row row, String source) {
        Map<String, String> cells = new HashMap<>();
        for (int place = 0; place < paths.size(); place++) {
            cells.put(paths.get(place), row.cell(place));
        }
        // By the order of the form, not of the file: what is said twice has one spelling.
        Map<String, Object> body = new LinkedHashMap<>(inputs.document(cells));
        if (cells.getOrDefault(SOURCE, "").isEmpty()) {
            LeadInputs.put(body, SOURCE, source);
        }
        return body;
    }
}
