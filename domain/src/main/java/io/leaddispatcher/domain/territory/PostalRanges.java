package io.leaddispatcher.domain.territory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Ranges of postal codes, found by a code without looking at those that start behind it. */
final class PostalRanges {

    record Entry(Claim.OfRange range, Territory territory) {}

    /** Ranges of one country and length. */
    private record Shelf(ImmutableList<Entry> byStart, ImmutableList<String> furthestEnds) {

        static Shelf of(Collection<Entry> entries) {
            List<Entry> sorted =
                    entries.stream()
                            .sorted(
                                    Comparator.comparing((Entry entry) -> entry.range().from())
                                            .thenComparing(entry -> entry.territory().key()))
                            .toList();
            ImmutableList.Builder<String> furthest = ImmutableList.builder();
            String end = "";
            for (Entry entry : sorted) {
                end = entry.range().to().compareTo(end) > 0 ? entry.range().to() : end;
                furthest.add(end);
            }
            return new Shelf(ImmutableList.copyOf(sorted), furthest.build());
        }

        /** Backwards from the last that starts before the code, as long as any reaches it. */
        void collect(String start, List<Territory> found) {
            int index = firstBehind(start) - 1;
            while (index >= 0 && furthestEnds.get(index).compareTo(start) >= 0) {
                Entry entry = byStart.get(index);
                if (entry.range().holds(start)) {
                    found.add(entry.territory());
                }
                index--;
            }
        }

        private int firstBehind(String start) {
            int low = 0;
            int high = byStart.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (byStart.get(middle).range().from().compareTo(start) > 0) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }

    private final ImmutableMap<String, ImmutableSortedMap<Integer, Shelf>> byCountry;

    PostalRanges(Collection<Entry> entries) {
        Map<String, Map<Integer, List<Entry>>> sorted = new HashMap<>();
        for (Entry entry : entries) {
            sorted.computeIfAbsent(entry.range().country(), _ -> new HashMap<>())
                    .computeIfAbsent(entry.range().length(), _ -> new ArrayList<>())
                    .add(entry);
        }
        ImmutableMap.Builder<String, ImmutableSortedMap<Integer, Shelf>> countries =
                ImmutableMap.builder();
        sorted.forEach((country, byLength) -> {
            ImmutableSortedMap.Builder<Integer, Shelf> shelves = ImmutableSortedMap.reverseOrder();
            byLength.forEach((length, found) -> shelves.put(length, Shelf.of(found)));
            countries.put(country, shelves.buildOrThrow());
        });
        byCountry = countries.buildOrThrow();
    }

    /** Whose ranges hold a code, the longer ranges first. */
    List<Territory> holding(String country, String code) {
        List<Territory> found = new ArrayList<>();
        byCountry
                .getOrDefault(country, ImmutableSortedMap.of())
                .forEach((length, shelf) -> {
                    if (length <= code.length()) {
                        shelf.collect(code.substring(0, length), found);
                    }
                });
        return found;
    }

    /** Likewise, but only those ranges whose bounds are as long as the code. */
    List<Territory> holdingByOneAsLong(String country, String code) {
        List<Territory> found = new ArrayList<>();
        Shelf shelf = byCountry.getOrDefault(country, ImmutableSortedMap.of()).get(code.length());
        if (shelf != null) {
            shelf.collect(code, found);
        }
        return found;
    }

    /** Who claims codes of this range by one as long. */
    Stream<Territory> rivals(Claim.OfRange range) {
        return byCountry.getOrDefault(range.country(), ImmutableSortedMap.of()).values().stream()
                .flatMap(shelf -> shelf.byStart().stream())
                .filter(entry -> entry.range().rivals(range))
                .map(Entry::territory);
    }
}
