package io.leaddispatcher.domain.pool;

/**
 * How likely each rate of winning is: a beta distribution.
 *
 * @param won positive
 * @param lost positive; together at least {@link Prior#LIGHTEST}
 */
record Beta(double won, double lost) {

    double mean() {
        return won / (won + lost);
    }

    double variance() {
        double all = won + lost;
        return won * lost / (all * all * (all + 1));
    }

    /** A rate by chance, the likelier the oftener. */
    double draw(Chance chance) {
        double one = gamma(won, chance.fork(1));
        return one / (one + gamma(lost, chance.fork(2)));
    }

    /**
     * By G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", ACM
     * Transactions on Mathematical Software 26, 2000; below one by their section 6.
     */
    private static double gamma(double shape, Chance chance) {
        if (shape < 1) {
            return gamma(shape + 1, chance.fork(1)) * StrictMath.pow(chance.at(0), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        for (int next = 1; ; next += 3) {
            double normal = normal(chance.at(next), chance.at(next + 1));
            double cubed = (1 + c * normal) * (1 + c * normal) * (1 + c * normal);
            if (cubed > 0
                    && StrictMath.log(chance.at(next + 2))
                            < normal * normal / 2 + d - d * cubed + d * StrictMath.log(cubed)) {
                return d * cubed;
            }
        }
    }

    /** By Box and Muller. */
    private static double normal(double one, double other) {
        return StrictMath.sqrt(-2 * StrictMath.log(one))
                * StrictMath.cos(2 * StrictMath.PI * other);
    }
}
