package io.leaddispatcher.domain.template;

import static io.leaddispatcher.domain.document.Violation.Code.MALFORMED;
import static io.leaddispatcher.domain.document.Violation.Code.OUT_OF_RANGE;

import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.template.TemplateText.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads one template text, from its first character to its last. Used once. */
final class TemplateReader {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final int DEEPEST = 10;

    /** In place of a position: nothing after this can be read. */
    private static final int TORN = -1;

    /** What Mustache has beyond this language: other texts, other marks, code. */
    private static final String REFUSED = ">=&{<$*";

    /** A section that is not closed yet. */
    private record Frame(String name, boolean present, List<Node> nodes) {}

    private final Part part;
    private final String text;
    private final MailVariables variables;
    private final Deque<Frame> open = new ArrayDeque<>();

    private TemplateReader(Part part, String text, MailVariables variables) {
        this.part = part;
        this.text = text.replace("\r\n", "\n");
        this.variables = variables;
        open.push(new Frame("", true, new ArrayList<>()));
    }

    /**
     * Empty when it cannot be read; the part's violations then say why.
     *
     * @param longest how many characters it may have
     */
    static Optional<TemplateText> read(Part part, int longest, MailVariables variables) {
        return part.asText(longest)
                .flatMap(text -> new TemplateReader(part, text, variables).read());
    }

    private Optional<TemplateText> read() {
        int wrong = part.violations().list().size();
        int at = 0;
        while (at != TORN && at < text.length()) {
            at = after(at);
        }
        if (at != TORN && open.size() > 1) {
            refuse("'{{#%s}}' is never closed".formatted(open.element().name()));
        }
        boolean sound = !part.violations().isFull() && part.violations().list().size() == wrong;
        return sound ? Optional.of(new TemplateText(open.element().nodes())) : Optional.empty();
    }

    /** Reads up to the end of the next tag, and answers where that is; {@link #TORN}: nowhere. */
    private int after(int at) {
        int begin = text.indexOf(OPEN, at);
        if (begin < 0) {
            words(at, text.length());
            return text.length();
        }
        int end = text.indexOf(CLOSE, begin + OPEN.length());
        if (end < 0) {
            return refuse("'{{' in line %d is never closed".formatted(line(begin)));
        }
        String content = text.substring(begin + OPEN.length(), end).strip();
        char mark = content.isEmpty() ? '{' : content.charAt(0);
        if (REFUSED.indexOf(mark) >= 0) {
            return refuse(
                    "line %d: a tag is {{name}}, {{#name}}, {{^name}}, {{/name}} or {{! remark}}"
                            .formatted(line(begin)));
        }
        int after = end + CLOSE.length();
        return switch (mark) {
            case '#', '^', '/', '!' -> {
                boolean alone = standsAlone(begin, after);
                words(at, alone ? lineStart(begin) : begin);
                int next = alone ? Math.min(text.length(), lineEnd(after) + 1) : after;
                yield section(mark, content.substring(1).strip(), begin) ? next : TORN;
            }
            default -> {
                words(at, begin);
                check(content, begin);
                add(new Node.Variable(content));
                yield after;
            }
        };
    }

    /** Whether what follows can be read. */
    private boolean section(char mark, String name, int begin) {
        return switch (mark) {
            case '!' -> true;
            case '/' -> close(name, begin);
            default -> {
                check(name, begin);
                boolean tooDeep = open.size() > DEEPEST;
                if (tooDeep) {
                    part.violation(
                            OUT_OF_RANGE, "sections may be %d deep at most".formatted(DEEPEST));
                }
                open.push(new Frame(name, mark == '#', new ArrayList<>()));
                yield !tooDeep;
            }
        };
    }

    private boolean close(String name, int begin) {
        if (open.size() == 1 || !open.element().name().equals(name)) {
            refuse("line %d: '{{/%s}}' closes nothing".formatted(line(begin), name));
            return false;
        }
        Frame closed = open.pop();
        add(new Node.Section(closed.name(), closed.present(), closed.nodes()));
        return true;
    }

    private void check(String name, int begin) {
        variables.check(part, name, line(begin));
    }

    /** What stands before a place, if anything does. */
    private void words(int from, int until) {
        if (until > from) {
            add(new Node.Words(text.substring(from, until)));
        }
    }

    private void add(Node node) {
        open.element().nodes().add(node);
    }

    private int refuse(String why) {
        part.violation(MALFORMED, why);
        return TORN;
    }

    /** A line with nothing but such a tag leaves no empty line behind. */
    private boolean standsAlone(int begin, int after) {
        return text.substring(lineStart(begin), begin).isBlank()
                && text.substring(after, lineEnd(after)).isBlank();
    }

    private int lineStart(int of) {
        return text.lastIndexOf('\n', of - 1) + 1;
    }

    private int lineEnd(int of) {
        int end = text.indexOf('\n', of);
        return end < 0 ? text.length() : end;
    }

    private int line(int of) {
        return 1 + (int) text.substring(0, of).chars().filter(each -> each == '\n').count();
    }
}
