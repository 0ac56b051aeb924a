package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.analysis.ValueTest.Near;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Points on the globe that are left: inside of these circles and outside of those. */
record Places(List<Near> inside, List<Near> outside) implements Demand {

    static final Places ALL = new Places(List.of(), List.of());

    /** Two circles are told apart only where no rounding can bring them together. */
    private static final double SURELY_KM = 0.01;

    private static final double KM_OF_A_DEGREE = 111.2;
    private static final List<double[]> CITIES =
            List.of(
                    new double[] {52.52, 13.405},
                    new double[] {40.71, -74.01},
                    new double[] {-33.87, 151.21},
                    new double[] {-1.29, 36.82});

    Places {
        inside = List.copyOf(inside);
        outside = List.copyOf(outside);
    }

    @Override
    public @Nullable Demand and(ValueTest test, boolean holds) {
        if (!(test instanceof Near circle)) {
            return holds ? this : null;
        }
        Places next =
                holds
                        ? new Places(with(inside, circle), outside)
                        : new Places(inside, with(outside, circle));
        return next.isCertainlyNowhere() ? null : next;
    }

    private static List<Near> with(List<Near> circles, Near another) {
        return Stream.concat(circles.stream(), Stream.of(another)).toList();
    }

    private boolean isCertainlyNowhere() {
        for (Near one : inside) {
            for (Near other : inside) {
                if (distance(one, other) > one.km() + other.km() + SURELY_KM) {
                    return true;
                }
            }
            for (Near other : outside) {
                if (one.equals(other) || distance(one, other) + one.km() + SURELY_KM < other.km()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double distance(Near one, Near other) {
        return one.distanceKm(other.lat(), other.lon());
    }

    @Override
    public List<Object> examples() {
        List<double[]> points = new ArrayList<>();
        for (Near circle : inside) {
            points.add(new double[] {circle.lat(), circle.lon()});
            for (double share = 0.2; share < 1; share += 0.2) {
                addAround(circle, share, points);
            }
        }
        points.addAll(CITIES);
        return points.stream()
                .filter(this::holds)
                .<Object>map(point ->
                        ImmutableMap.of("lat", degrees(point[0]), "lon", degrees(point[1])))
                .toList();
    }

    private static void addAround(Near circle, double share, List<double[]> points) {
        double degrees = circle.km() * share / KM_OF_A_DEGREE;
        double narrowed = degrees / Math.max(0.05, Math.cos(Math.toRadians(circle.lat())));
        points.add(new double[] {circle.lat() + degrees, circle.lon()});
        points.add(new double[] {circle.lat() - degrees, circle.lon()});
        points.add(new double[] {circle.lat(), circle.lon() + narrowed});
        points.add(new double[] {circle.lat(), circle.lon() - narrowed});
    }

    private boolean holds(double[] point) {
        return Math.abs(point[0]) <= 90
                && Math.abs(point[1]) <= 180
                && inside.stream().allMatch(circle -> isIn(circle, point))
                && outside.stream().noneMatch(circle -> isIn(circle, point));
    }

    private static boolean isIn(Near circle, double[] point) {
        return circle.distanceKm(point[0], point[1]) <= circle.km();
    }

    private static BigDecimal degrees(double exact) {
        return BigDecimal.valueOf(exact).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros();
    }
}
