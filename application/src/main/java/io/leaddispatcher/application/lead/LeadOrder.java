package io.leaddispatcher.application.lead;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** In which order a list shows leads: by their arrival, and by their ids where it is the same. */
public enum LeadOrder {
    NEWEST_FIRST("-arrivedAt"),
    OLDEST_FIRST("arrivedAt");

    private final String word;

    LeadOrder(String word) {
        this.word = word;
    }

    /** As addresses spell it. */
    public String word() {
        return word;
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(LeadOrder::word).toList();
    }

    public static Optional<LeadOrder> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
}
