package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.web.layout.Words;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many leads the list has, in words. */
final class LeadsCount {

    private LeadsCount() {}

    /** Null where nobody has counted, and where it would say nothing. */
    static @Nullable String of(Optional<Count> counted, Words words) {
        if (counted.isEmpty() || counted.get().leads() == 0) {
            return null;
        }
        long leads = counted.get().leads();
        return words.say(counted.get().atLeast() ? "leads.count.at-least" : "leads.count", leads);
    }
}
