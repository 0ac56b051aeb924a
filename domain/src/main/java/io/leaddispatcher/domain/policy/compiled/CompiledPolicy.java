package io.leaddispatcher.domain.policy.compiled;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.policy.AskedFields;
import io.leaddispatcher.domain.policy.NamedLists;
import io.leaddispatcher.domain.policy.Policy;
import io.leaddispatcher.domain.policy.Rule;
import io.leaddispatcher.domain.policy.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy made ready to find the first of its rules that matches, however many there are.
 *
 * <p>Each rule is taken apart into alternatives of literals ({@link NormalForm}); an alternative is
 * one bit. For every field there are columns that tell, for each value, which alternatives it
 * leaves open ({@link Column}): values and prefixes by hashing, ranges by bisection. A match ands
 * the masks of all columns word by word, of those words alone that the value with the fewest rules
 * names, and in which there may be a rule before the best so far: at most (number of columns) x
 * (number of rules / 64) steps, without a comparison of values and without allocating. Rules that
 * ask for the same value are next to each other ({@link Neighbours}), so that it mostly is a word
 * or two. What no column can say is asked of the alternatives that are left, each distinct leaf
 * once. This is the bitmap method of packet classifiers (Lakshman and Stiliadis, 1998), with what
 * most values have in common stored once.
 */
public final class CompiledPolicy {

    /** No rule matches. */
    public static final int NONE = -1;

    private final Policy policy;
    private final AskedFields asked;
    private final List<Rule> rules;
    private final List<Tier> tiers = new ArrayList<>();
    private final int[] tierEnds;
    private final int[] ruleOf;
    private final @Nullable Residue[] residues;
    // The least and the greatest rule of each word.
    private final int[] least;
    private final int[] greatest;
    private final List<Column> columns;
    private final List<Asked> fields;
    private final int[] fieldOf;
    private final Leaves leaves;
    private final long[] everything;

    /** A field that columns ask for, with its type. */
    private record Asked(String path, FieldType type) {

        @Nullable FieldValue of(Facts facts) {
            return facts.value(path).flatMap(type::read).orElse(null);
        }
    }

    private CompiledPolicy(Policy policy) {
        this.policy = policy;
        this.asked = AskedFields.of(policy);
        this.rules = policy.rules().toList();
        this.tierEnds = new int[rules.size()];
        int end = 0;
        for (Tier tier : policy.tiers()) {
            end += tier.rules().size();
            for (Rule _ : tier.rules()) {
                tierEnds[tiers.size()] = end;
                tiers.add(tier);
            }
        }
        Alternatives apart = new Alternatives();
        List<Alternative> all = apart.of(rules);
        this.leaves = apart.leaves();
        this.columns = Alternatives.columns(all);
        this.everything = Masks.full(all.size());
        this.ruleOf = all.stream().mapToInt(Alternative::rule).toArray();
        this.residues = all.stream().map(Alternative::residue).toArray(Residue[]::new);
        this.least = new int[everything.length];
        this.greatest = new int[least.length];
        Arrays.fill(least, rules.size());
        for (int place = 0; place < ruleOf.length; place++) {
            least[place >> 6] = Math.min(least[place >> 6], ruleOf[place]);
            greatest[place >> 6] = Math.max(greatest[place >> 6], ruleOf[place]);
        }
        this.fields =
                columns.stream()
                        .map(column -> new Asked(column.field(), column.type()))
                        .distinct()
                        .toList();
        this.fieldOf =
                columns.stream()
                        .mapToInt(
                                column -> fields.indexOf(new Asked(column.field(), column.type())))
                        .toArray();
    }

    public static CompiledPolicy of(Policy policy) {
        return new CompiledPolicy(policy);
    }

    public Policy policy() {
        return policy;
    }

    public AskedFields asked() {
        return asked;
    }

    /** How many rules there are; they are counted from 0 through all tiers. */
    public int size() {
        return rules.size();
    }

    public Rule rule(int index) {
        return rules.get(index);
    }

    public Tier tierOf(int rule) {
        return tiers.get(rule);
    }

    /** The first rule of the next tier; the number of rules when there is none. */
    public int endOfTier(int rule) {
        return tierEnds[rule];
    }

    /** Looks at a lead once, for any number of matches. */
    public LeadReading read(Facts facts, NamedLists lists) {
        @Nullable FieldValue[] seen = new FieldValue[fields.size()];
        for (int field = 0; field < seen.length; field++) {
            seen[field] = fields.get(field).of(facts);
        }
        Verdict[] verdicts = new Verdict[columns.size()];
        for (int column = 0; column < verdicts.length; column++) {
            verdicts[column] = columns.get(column).of(seen[fieldOf[column]]);
        }
        return new LeadReading(verdicts, everything, facts, lists, leaves);
    }

    /**
     * The first rule that matches, {@link #NONE} when none does. Rules that are switched off never
     * match.
     *
     * @param from where to begin: 0, or one after a rule that matched and found nobody
     */
    public int firstMatch(LeadReading lead, int from) {
        int best = rules.size();
        int spread = lead.spread();
        for (int number = 0; number < spread; number++) {
            int word = lead.word(number);
            if (least[word] < best && (from == 0 || greatest[word] >= from)) {
                best = best(lead, number, from, best);
            }
        }
        return best == rules.size() ? NONE : best;
    }

    /**
     * The first rule of a word that matches and is not before another, if it is before the best.
     */
    private int best(LeadReading lead, int number, int from, int bestSoFar) {
        int best = bestSoFar;
        int word = lead.word(number);
        long open = lead.open(number);
        while (open != 0) {
            int place = (word << 6) + Long.numberOfTrailingZeros(open);
            open &= open - 1;
            int rule = ruleOf[place];
            if (rule >= from && rule < best) {
                Residue residue = residues[place];
                if (residue == null || residue.holds(lead)) {
                    best = rule;
                }
            }
        }
        return best;
    }
}
