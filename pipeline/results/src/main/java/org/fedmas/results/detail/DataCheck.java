package org.fedmas.results.detail;

import java.util.List;

/**
 * One check of the data and its findings.
 *
 * @param name in words
 * @param findings sentences; empty where nothing was found
 */
public record DataCheck(String name, List<String> findings) {

  public DataCheck {
    findings = List.copyOf(findings);
  }
}
