package io.leaddispatcher.adapter.postgres.leadview;

import io.leaddispatcher.adapter.postgres.encryption.RowCipher;
import io.leaddispatcher.application.lead.LeadNeed;
import io.leaddispatcher.application.lead.port.LeadViews.Count;
import io.leaddispatcher.application.lead.port.LeadViews.Filter;
import io.leaddispatcher.application.lead.port.LeadViews.Found;
import io.leaddispatcher.application.lead.port.LeadViews.Position;
import io.leaddispatcher.application.lead.port.LeadViews.Row;
import io.leaddispatcher.application.lead.port.LeadViews.Sight;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads leads page by page in the order of their arrival.
 *
 * <p>Words that many leads have are found among the newest; words that few have are found by the
 * index, which the policies of row-level security let only a function use. Which of the two it is
 * shows when the first has been tried.
 *
 * <p>What no index knows leads by is looked for among the next so many of those that the indexes
 * give; where they end, the page ends, whether it is full or not. The indexes of a rep give those
 * that the rep sees. Where few leads need what is asked for, the page begins with those.
 */
final class LeadPages {

    /** Among so many of the newest, words that many leads have fill a page. */
    private static final int NEWEST = 1_000;

    /** So many are sorted at once. */
    private static final int FEW = 1_000;

    private static final String FIND_FEW =
            """
            select leads_with_words(:words::tsquery, :few)
            """;

    private final DatabaseClient database;
    private final int reach;
    private final int needy;

    /**
     * @param reach how many leads are looked through at a time
     * @param needy so many are few who need something; where there are more, the next is near
     */
    LeadPages(DatabaseClient database, int reach, int needy) {
        this.database = database;
        this.reach = reach;
        this.needy = needy;
    }

    Mono<Found> look(
            TenantId tenant,
            Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit,
            RowCipher cipher) {
        return narrowed(tenant, sight, filter, after, limit)
                .flatMap(page ->
                        end(page)
                                .flatMap(end ->
                                        page(page.until(end), cipher)
                                                .collectList()
                                                .map(rows ->
                                                        new Found(
                                                                rows,
                                                                rows.size() < limit ? end : null)))
                                .switchIfEmpty(
                                        Mono.defer(() ->
                                                page(page, cipher)
                                                        .collectList()
                                                        .map(rows -> new Found(rows, null)))));
    }

    Flux<Row> page(
            TenantId tenant,
            Sight sight,
            Filter filter,
            @Nullable Position after,
            int limit,
            RowCipher cipher) {
        return narrowed(tenant, sight, filter, after, limit)
                .flatMapMany(page -> page(page, cipher));
    }

    Mono<Count> count(TenantId tenant, Sight sight, Filter filter, int most) {
        return narrowed(tenant, sight, filter, null, most + 1)
                .flatMap(page ->
                        end(page)
                                .flatMap(end ->
                                        page.until(end)
                                                .count()
                                                .map(leads ->
                                                        new Count(Math.min(leads, most), true)))
                                .switchIfEmpty(
                                        Mono.defer(() ->
                                                page.count()
                                                        .map(leads ->
                                                                new Count(
                                                                        Math.min(leads, most),
                                                                        leads > most)))));
    }

    /** The last lead that is looked at; empty when there is no need to stop. */
    private Mono<Position> end(LeadPage page) {
        return page.mayLookFar() ? page.end(reach) : Mono.empty();
    }

    /** Those who need something, and what a rep finds by words, are known first if they are few. */
    private Mono<LeadPage> narrowed(
            TenantId tenant, Sight sight, Filter filter, @Nullable Position after, int limit) {
        return Mono.defer(() -> {
            LeadPage page = new LeadPage(database, tenant, sight, filter, after, limit);
            LeadNeed need = filter.need();
            Mono<LeadPage> needed = need == null ? Mono.just(page) : needing(tenant, need, page);
            return page.isOwn() && page.asksForWords()
                    ? needed.flatMap(found -> few(found.words()).map(found::saying))
                    : needed;
        });
    }

    private Mono<LeadPage> needing(TenantId tenant, LeadNeed need, LeadPage page) {
        return database.sql(NeedCondition.few(need))
                .bind("tenant", tenant.value())
                .bind("few", needy)
                .map(row -> Optional.ofNullable(row.get(0, UUID[].class)))
                .one()
                .map(few -> page.needing(need, few));
    }

    private Flux<Row> page(LeadPage page, RowCipher cipher) {
        if (page.asksInVain()) {
            return Flux.empty();
        }
        return page.isOwn() || !page.asksForWords()
                ? page.read(cipher)
                : page.readNewest(NEWEST, cipher)
                        .collectList()
                        .flatMapMany(found ->
                                page.isFilledBy(found)
                                        ? Flux.fromIterable(found)
                                        : few(page.words())
                                                .flatMapMany(few -> page.read(few, cipher)));
    }

    /** Nothing when there are many. */
    private Mono<Optional<UUID[]>> few(String words) {
        return database.sql(FIND_FEW)
                .bind("words", words)
                .bind("few", FEW)
                .map(row -> Optional.ofNullable(row.get(0, UUID[].class)))
                .one();
    }
}
