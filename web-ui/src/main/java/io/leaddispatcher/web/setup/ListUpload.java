package io.leaddispatcher.web.setup;

import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Adds the values of a file to those of a list, to be looked at before they are saved. */
final class ListUpload {

    private ListUpload() {}

    static Note into(Map<String, Object> document, String csv, Words words) {
        var column = CsvColumn.of(csv);
        var values = new LinkedHashSet<Object>();
        if (document.get("values") instanceof List<?> before) {
            values.addAll(before);
        }
        int before = values.size();
        values.addAll(column.values());
        int fresh = values.size() - before;
        document.put("values", List.copyOf(values));
        var lines = new ArrayList<Note.Line>();
        int known = column.values().size() - fresh + column.twice();
        if (known > 0) {
            lines.add(new Note.Line(words.say("setup.csv.known", known), null));
        }
        for (CsvColumn.Problem problem : column.problems()) {
            lines.add(
                    new Note.Line(words.say("setup.csv." + problem.code(), problem.line()), null));
        }
        return new Note("info", words.say("setup.csv.preview", fresh), lines, null);
    }
}
