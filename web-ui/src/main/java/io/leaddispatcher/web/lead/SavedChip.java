package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.leadfilter.port.SavedFilters.Saved;
import java.util.List;

/**
 * A filter that the reader keeps.
 *
 * @param chosen whether it is what the list shows
 */
record SavedChip(String id, String name, String address, boolean chosen) {

    static List<SavedChip> all(List<Saved> saved, LeadsFilter here) {
        return saved.stream()
                .filter(each -> each.droppedAt() == null)
                .map(each -> of(each, here))
                .toList();
    }

    private static SavedChip of(Saved saved, LeadsFilter here) {
        var filter = LeadsFilter.of(saved.query());
        return new SavedChip(
                saved.id().toString(),
                saved.name(),
                filter.address((String) null),
                filter.parts().equals(here.parts()));
    }
}
