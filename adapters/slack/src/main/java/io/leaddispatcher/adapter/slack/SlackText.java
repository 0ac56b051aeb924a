package io.leaddispatcher.adapter.slack;

/** Text from outside, made safe for Slack's mark-up. */
final class SlackText {

    private static final String CUT = "…";

    private SlackText() {}

    /**
     * On one line, so that nothing in it can make a mention or a link, and no longer than {@code
     * most} characters as Slack counts them.
     */
    static String escape(String text, int most) {
        StringBuilder out = new StringBuilder();
        boolean blank = true;
        int[] points = text.codePoints().toArray();
        int fits = 0;
        for (int point : points) {
            if (isBlank(point)) {
                if (!blank) {
                    out.append(' ');
                    blank = true;
                }
                continue;
            }
            blank = false;
            append(out, point);
            if (out.length() <= most - CUT.length()) {
                fits = out.length();
            }
            if (out.length() > most) {
                out.setLength(fits);
                return out.append(CUT).toString();
            }
        }
        return out.toString().stripTrailing();
    }

    private static boolean isBlank(int point) {
        return Character.isWhitespace(point)
                || Character.isISOControl(point)
                || Character.isSpaceChar(point)
                || Character.getType(point) == Character.FORMAT
                || Character.getType(point) == Character.SURROGATE;
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            default -> out.appendCodePoint(point);
        }
    }
}
