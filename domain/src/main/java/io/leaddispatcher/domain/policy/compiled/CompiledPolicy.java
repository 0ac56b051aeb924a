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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy made ready to find the first of its rules that matches, however many there are.
 *
 * <p>Each rule is taken apart into alternatives of literals ({@link NormalForm}); an alternative is
 * one bit. For every field there are columns that tell, for each value, which alternatives it
 * leaves open ({@link Column}): values and prefixes by hashing, ranges by bisection. A match ands
 * the masks of all columns word by word and stops at the first bit that stays, so it costs at most
 * (number of columns) x (number of rules / 64) steps without a comparison of values, and allocates
 * nothing. What no column can say is asked of the alternatives that are left, in order, each
 * distinct leaf once. This is the bitmap method of packet classifiers (Lakshman and Stiliadis,
 * 1998) with runs of words that are the same for most values stored once.
 */
public final class CompiledPolicy {

    /** No rule matches. */
    public static final int NONE = -1;

    private final Policy policy;
    private final AskedFields asked;
    private final List<Rule> rules;
    private final List<Tier> tiers = new ArrayList<>();
    private final int[] tierEnds;
    private final int[] firstAlternative;
    private final int[] ruleOf;
    private final @Nullable Residue[] residues;
    private final List<Column> columns;
    private final List<Asked> fields;
    private final int[] fieldOf;
    private final Leaves leaves;
    private final int alternatives;

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
        Alternatives all = Alternatives.of(rules);
        this.alternatives = all.count();
        this.firstAlternative = all.firstOfRules();
        this.ruleOf = all.rules();
        this.leaves = all.leaves();
        this.residues = all.residues();
        this.columns = all.columns();
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
        return new LeadReading(verdicts, facts, lists, leaves);
    }

    /**
     * The first rule that matches, {@link #NONE} when none does. Rules that are switched off never
     * match.
     *
     * @param from where to begin: 0, or one after a rule that matched and found nobody
     */
    public int firstMatch(LeadReading lead, int from) {
        if (from >= rules.size()) {
            return NONE;
        }
        lead.rewind();
        int first = firstAlternative[from];
        long among = -1L << first;
        for (int word = first >> 6; word << 6 < alternatives; word++) {
            long open = lead.open(word, among);
            while (open != 0) {
                int place = (word << 6) + Long.numberOfTrailingZeros(open);
                if (place >= alternatives) {
                    return NONE;
                }
                Residue residue = residues[place];
                if (residue == null || residue.holds(lead)) {
                    return ruleOf[place];
                }
                open &= open - 1;
            }
            among = -1L;
        }
        return NONE;
    }
}
