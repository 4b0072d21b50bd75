# Types lines into a zsh that nobody sees, asks it to complete each, and prints what it would add: a line `LINE` before
# each, `HIT word` for every word. Arguments: the completion script, then the lines.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "stty -echo; PROMPT=; autoload -Uz compinit && compinit -u -D && source ${(q)1}"
zpty -w shell '
compadd () {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return $?; fi
  local -a hits; local hit
  builtin compadd -A hits "$@"
  for hit in $hits; do print -r -- "HIT $hit"; done
  builtin compadd "$@"
}
offer () { _main_complete; print -r -- "DONE"; }
zle -C offer complete-word offer
bindkey -e; bindkey "^I" offer; setopt no_beep; print -r -- READ""Y'
shift
local answer line
while zpty -r shell answer; do [[ $answer == *READY* ]] && break; done
for line in "$@"; do
  print -r -- LINE
  zpty -n -w shell $'\C-u'"$line"$'\t'
  while zpty -r shell answer; do
    [[ $answer == *DONE* ]] && break
    answer=${answer//$'\r'/}
    [[ $answer == *'HIT '* ]] && print -r -- "HIT ${${answer##*HIT }%$'\n'}"
  done
done
zpty -d shell
