package io.leaddispatcher.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The functions of the database, of which many may do more than whoever calls them. */
class FunctionsIT {

    private static final Pattern NO_CALL =
            Pattern.compile(
                    "(?i)create (or replace )?function \\w+|on function \\w+|drop function (if exists )?\\w+|--[^\n]*");

    @Test
    void noFunctionIsThereThatNobodyCalls() throws Exception {
        String callers =
                NO_CALL.matcher(text(Path.of("src/main/resources/db/migration"), ".sql"))
                                .replaceAll("")
                        + text(Path.of("src/main/java"), ".java");

        List<String> functions = functions();

        assertThat(functions).hasSizeGreaterThan(50);
        assertThat(functions)
                .filteredOn(
                        name -> !Pattern.compile("\\b" + name + "\\s*\\(").matcher(callers).find())
                .as("functions without a caller")
                .isEmpty();
    }

    private static List<String> functions() throws Exception {
        List<String> found = new ArrayList<>();
        try (TestDatabase database = TestDatabase.open();
                var connection = database.superuser();
                var statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                select distinct p.proname
                                  from pg_proc p
                                 where p.pronamespace = 'public'::regnamespace
                                   and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
                                """)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private static String text(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder text = new StringBuilder();
            for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
                text.append(Files.readString(file)).append('\n');
            }
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
