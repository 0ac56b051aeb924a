package io.leaddispatcher.adapter.rest.simulation;

import io.leaddispatcher.adapter.rest.body.RequestBodies;
import io.leaddispatcher.application.simulation.SentLeads;
import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/**
 * A table of leads: the first line names the columns by the paths of the lead body ({@code
 * contact.email}, {@code custom.gpuCount}); an empty cell says nothing.
 */
final class CsvLeads implements SentLeads {

    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PARTS = 4;

    private static final CsvMapper CSV =
            CsvMapper.builder()
                    .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.SKIP_EMPTY_LINES)
                    .build();

    private final byte[] bytes;
    private final List<String> columns;
    private final int count;

    /** Fails with {@link InvalidInputException} when it is no table. */
    CsvLeads(byte[] bytes) {
        this.bytes = bytes;
        try (MappingIterator<List<String>> rows = rows()) {
            if (!rows.hasNext()) {
                throw refused("the table needs a first line that names its columns");
            }
            // A spreadsheet marks the first of them.
            this.columns =
                    rows.next().stream().map(RequestBodies::unmarked).map(String::strip).toList();
            if (Set.copyOf(columns).size() < columns.size()) {
                throw refused("two columns have the same name");
            }
            if (columns.size() > MOST_COLUMNS || !columns.stream().allMatch(CsvLeads::isShort)) {
                throw refused(
                        "there may be at most %d columns, with names of at most %d characters and %d parts"
                                .formatted(MOST_COLUMNS, LONGEST_NAME, MOST_PARTS));
            }
            int found = 0;
            while (rows.hasNext()) {
                rows.next();
                found++;
            }
            this.count = found;
        } catch (JacksonException e) {
            throw refused("the table cannot be read: " + e.getOriginalMessage());
        }
    }

    /** Each part of a name is an object of its own in every lead. */
    private static boolean isShort(String column) {
        return column.length() <= LONGEST_NAME
                && column.chars().filter(each -> each == '.').count() < MOST_PARTS;
    }

    private static InvalidInputException refused(String why) {
        return new InvalidInputException("", Code.MALFORMED, why);
    }

    private MappingIterator<List<String>> rows() {
        Reader text =
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        return CSV.readerForListOf(String.class).readValues(text);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public Iterable<SentLead> leads() {
        return () -> {
            MappingIterator<List<String>> rows = rows();
            rows.next();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public SentLead next() {
                    return lead(rows.next());
                }
            };
        };
    }

    private SentLead lead(List<String> cells) {
        if (cells.size() > columns.size()) {
            return new SentLead.Unreadable("The line has more cells than there are columns.");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            if (!cell.isBlank() && !put(body, columns.get(column), cell)) {
                return new SentLead.Unreadable(
                        "Column '%s' is part of another one.".formatted(columns.get(column)));
            }
        }
        return new SentLead.Body(body);
    }

    /** Whether there is a place for it: a value holds no other. */
    @SuppressWarnings("unchecked") // the objects on the way are those made here
    private static boolean put(Map<String, Object> body, String path, String cell) {
        Map<String, Object> object = body;
        String[] names = path.split("\\.", -1);
        for (int depth = 0; depth < names.length - 1; depth++) {
            Object inner = object.computeIfAbsent(names[depth], _ -> new LinkedHashMap<>());
            if (!(inner instanceof Map<?, ?>)) {
                return false;
            }
            object = (Map<String, Object>) inner;
        }
        return object.putIfAbsent(names[names.length - 1], cell) == null;
    }
}
