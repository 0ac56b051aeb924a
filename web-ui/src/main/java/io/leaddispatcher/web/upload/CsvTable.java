package io.leaddispatcher.web.upload;

import io.leaddispatcher.domain.document.InvalidInputException;
import io.leaddispatcher.domain.document.Violation.Code;
import io.leaddispatcher.domain.lead.normal.StorableText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * A table that a spreadsheet has written: cells parted by commas, semicolons or tabs, the first row
 * says what the columns are called.
 *
 * @param columns what they are called; one that is called nothing is empty, also when the first row
 *     ends before it
 * @param rows without those in which nothing stands; each as long as it stands in the file
 */
public record CsvTable(List<String> columns, List<Row> rows) {

    /** More is no table of people. */
    public static final int MOST_COLUMNS = 100;

    private static final CsvMapper MAPPER =
            CsvMapper.builder()
                    .enable(CsvReadFeature.WRAP_AS_ARRAY, CsvReadFeature.TRIM_SPACES)
                    .build();

    // What spreadsheets of Western Europe write when they are not asked for UTF-8.
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** What a text in UTF-16 begins with, as its two orders of bytes are read in one of them. */
    private static final Set<Character> UTF_16_MARKS = Set.of('\uFEFF', '\uFFFE');

    private static final List<byte[]> OFFICE =
            List.of(
                    new byte[] {'P', 'K', 3, 4},
                    new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0});

    /** By which Excel is told how cells are parted. */
    private static final Pattern SEPARATOR_TOLD =
            Pattern.compile("\"?sep=([,;\t|])\"?\\r?\\n", Pattern.CASE_INSENSITIVE);

    /**
     * @param number as a spreadsheet counts it: the row of the columns' names is 1
     */
    public record Row(int number, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        /** Empty where the row ends before that column. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    public CsvTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Fails with {@link InvalidInputException} when it is no table, or one without rows. */
    public static CsvTable read(byte[] bytes) {
        if (isOffice(bytes)) {
            throw new InvalidInputException(
                    "", Code.MALFORMED, "the file is no table: save it as CSV");
        }
        List<Row> rows = rows(text(bytes));
        if (rows.size() < 2) {
            throw new InvalidInputException(
                    "", Code.REQUIRED, "the file needs a row of column names and rows below it");
        }
        List<String> columns = rows.getFirst().cells();
        if (columns.size() > MOST_COLUMNS) {
            throw new InvalidInputException(
                    "", Code.OUT_OF_RANGE, "a table has at most 100 columns");
        }
        List<Row> below = rows.subList(1, rows.size());
        return new CsvTable(withUnnamed(columns, below), below);
    }

    /** And those behind the last name in which something stands. */
    private static List<String> withUnnamed(List<String> named, List<Row> rows) {
        List<String> columns = new ArrayList<>(named);
        int width = rows.stream().mapToInt(CsvTable::width).max().orElse(0);
        while (columns.size() < Math.min(width, MOST_COLUMNS)) {
            columns.add("");
        }
        return columns;
    }

    /** Up to the last cell in which something stands. */
    private static int width(Row row) {
        int width = row.cells().size();
        while (width > 0 && row.cell(width - 1).isEmpty()) {
            width--;
        }
        return width;
    }

    /** What a spreadsheet keeps for itself: an archive, or what was there before those. */
    private static boolean isOffice(byte[] bytes) {
        return OFFICE.stream().anyMatch(mark -> startsWith(bytes, mark));
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length
                && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    private static List<Row> rows(String file) {
        Matcher told = SEPARATOR_TOLD.matcher(file);
        boolean isTold = told.lookingAt();
        String text = isTold ? file.substring(told.end()) : file;
        char separator = isTold ? told.group(1).charAt(0) : separator(text);
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        List<Row> rows = new ArrayList<>();
        int number = isTold ? 1 : 0;
        try (MappingIterator<String[]> cells =
                MAPPER.readerFor(String[].class).with(schema).readValues(text)) {
            while (cells.hasNext()) {
                List<String> row = List.of(cells.next());
                number++;
                if (row.stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(new Row(number, row.stream().map(StorableText::of).toList()));
                }
            }
        } catch (JacksonException e) {
            throw new InvalidInputException(
                    "",
                    Code.MALFORMED,
                    "row %d cannot be read: its quotation marks do not match"
                            .formatted(number + 1));
        }
        return rows;
    }

    /** The one that stands most often in the first line. */
    private static char separator(String text) {
        String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char each : new char[] {';', '\t'}) {
            if (count(first, each) > count(first, best)) {
                best = each;
            }
        }
        return best;
    }

    private static long count(String line, char character) {
        return line.chars().filter(each -> each == character).count();
    }

    private static String text(byte[] bytes) {
        String text = decoded(bytes);
        // A byte-order mark is none of the first name.
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String decoded(byte[] bytes) {
        if (bytes.length > 1
                && UTF_16_MARKS.contains((char) ((bytes[0] << 8) | (bytes[1] & 0xFF)))) {
            return new String(bytes, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, WINDOWS);
        }
    }
}
