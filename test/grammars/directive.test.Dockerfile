# SYNTAX TEST "source.dockerfile" "our directives"
# seaworthy-ignore-stage image-tag-unpinned, container-runs-as-root -- built for tests
# ^^^^^^^^^^^^^^^^^^^^^^ keyword.other.directive.seaworthy
#                        ^^^^^^^^^^^^^^^^^^ entity.name.tag.rule.seaworthy
#                                            ^^^^^^^^^^^^^^^^^^^^^^ entity.name.tag.rule.seaworthy
#                                                                      ^^^^^^^^^^^^^^^ string.unquoted.reason.seaworthy
FROM debian
# seaworthy-ignored by the crew
# ^^^^^^^^^^^^^^^^^ - keyword.other.directive.seaworthy
RUN echo seaworthy-ignore
#        ^^^^^^^^^^^^^^^^ - keyword.other.directive.seaworthy
