/** Salesforce: outbound messages in, records and changes over its REST API. */
@NullMarked
package io.leaddispatcher.adapter.salesforce;

import org.jspecify.annotations.NullMarked;
