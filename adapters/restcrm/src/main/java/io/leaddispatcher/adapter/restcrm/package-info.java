/** Any CRM that serves the contract in {@code docs/crm-contract.yaml}. */
@NullMarked
package io.leaddispatcher.adapter.restcrm;

import org.jspecify.annotations.NullMarked;
