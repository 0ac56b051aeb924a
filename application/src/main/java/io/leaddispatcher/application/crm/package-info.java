/** What is written back to the CRMs that told of leads: owners and tasks. */
@NullMarked
package io.leaddispatcher.application.crm;

import org.jspecify.annotations.NullMarked;
