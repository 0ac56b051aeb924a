package io.leaddispatcher.adapter.rest.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents that differ from one in a single place: something is missing, other or too much. */
final class Variants {

    private static final List<Object> OTHERS =
            List.of(
                    "x",
                    " ",
                    "PT5M",
                    BigDecimal.valueOf(7),
                    new BigDecimal("-1.5"),
                    true,
                    List.of(),
                    List.of("x"),
                    Map.of(),
                    Map.of("zzz", "x"));

    private Variants() {}

    static List<Object> of(@Nullable Object document) {
        List<Object> variants = new ArrayList<>(OTHERS);
        if (document instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                of(value).forEach(other -> variants.add(with(map, name, other)));
                variants.add(without(map, name));
            });
            variants.add(with(map, "zzz", "x"));
        }
        if (document instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                for (Object other : of(list.get(i))) {
                    List<Object> variant = new ArrayList<>(list);
                    variant.set(i, other);
                    variants.add(variant);
                }
                List<Object> shorter = new ArrayList<>(list);
                shorter.remove(i);
                variants.add(shorter);
            }
        }
        return variants;
    }

    private static Map<Object, Object> with(Map<?, ?> map, Object name, Object value) {
        Map<Object, Object> variant = new LinkedHashMap<>(map);
        variant.put(name, value);
        return variant;
    }

    private static Map<Object, Object> without(Map<?, ?> map, Object name) {
        Map<Object, Object> variant = new LinkedHashMap<>(map);
        variant.remove(name);
        return variant;
    }
}
