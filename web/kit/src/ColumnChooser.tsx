import { Button } from './Button.tsx';
import { CheckField } from './Check.tsx';
import { type Column, type ColumnChoice, defaultChoice, moveColumn, toggleColumn } from './columns.ts';
import { PopoverButton } from './PopoverButton.tsx';
import { useKitWords } from './words.tsx';

/** Which columns, and in which order. */
export function ColumnChooser<Row>({ columns, choice, onChange }: {
  readonly columns: readonly Column<Row>[];
  readonly choice: ColumnChoice;
  readonly onChange: (choice: ColumnChoice) => void;
}) {
  const words = useKitWords();
  const all = columns as readonly Column<never>[];
  const loose = columns.filter(({ frozen }) => !frozen);
  const rank = (id: string) => (choice.order.includes(id) ? choice.order.indexOf(id) : choice.order.length);
  const ordered = loose.toSorted((one, other) => rank(one.id) - rank(other.id));
  return (
    <PopoverButton label={words.columns} icon="columns" align="end" className="chooser">
          <ul>
            {ordered.map((column, place) => (
              <li key={column.id}>
                <CheckField checked={!choice.hidden.includes(column.id)} onChange={() => onChange(toggleColumn(choice, column.id))}>{column.head}</CheckField>
                <span className="chooser-moves">
                  {place > 0 && (
                    <Button tone="quiet" icon="up" label={`${words.moveLeft}: ${column.head}`} onPress={() => onChange(moveColumn(choice, all, column.id, -1))} />
                  )}
                  {place < ordered.length - 1 && (
                    <Button tone="quiet" icon="down" label={`${words.moveRight}: ${column.head}`} onPress={() => onChange(moveColumn(choice, all, column.id, 1))} />
                  )}
                </span>
              </li>
            ))}
          </ul>
          <Button tone="quiet" onPress={() => onChange(defaultChoice(all))}>{words.reset}</Button>
    </PopoverButton>
  );
}
