package io.leaddispatcher.domain.account;

/**
 * How alike two normalised names are: 1 less the share of characters to change (Levenshtein), where
 * that is little enough to be a slip.
 */
final class NameLikeness {

    /** One slip in fifteen characters. Shorter names must be equal: "Acme" is not "Acne". */
    static final double LEAST = 0.93;

    /** Comparing takes quadratic time, and no company is called more. */
    private static final int LONGEST = 200;

    private NameLikeness() {}

    /** 1 when equal, 0 when not alike enough or of different numbers. */
    static double of(String one, String other) {
        if (one.equals(other)) {
            return 1;
        }
        int longest = Math.max(one.length(), other.length());
        if (longest > LONGEST
                || longest * (1 - LEAST) < Math.abs(one.length() - other.length())
                // Sector 7 is not Sector 8, however long the rest.
                || !digits(one).equals(digits(other))) {
            return 0;
        }
        double likeness = 1 - (double) changes(one, other) / longest;
        return likeness >= LEAST ? likeness : 0;
    }

    private static String digits(String text) {
        return text.replaceAll("\\P{Nd}+", " ").strip();
    }

    private static int changes(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int above = row[column];
                boolean same = one.charAt(line - 1) == other.charAt(column - 1);
                int replaced = same ? diagonal : diagonal + 1;
                row[column] = Math.min(replaced, Math.min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
